/** What stands on both clusters before a behaviour is looked at. */
import { POD_CPU } from './world.ts';

export const STANDING_NODES = { count: 8, cores: 16 } as const;

export const templateOf = (name: string) => {
  const resources = { cpu: POD_CPU, memory: '16Mi' };
  return {
    metadata: { labels: { app: name } },
    spec: {
      containers: [
        {
          name: 'app',
          image: 'registry.example/app:1',
          resources: { requests: resources, limits: resources },
        },
      ],
    },
  };
};
