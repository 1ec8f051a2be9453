/** A process that serves so many pods, in pages when asked for pages, and a watch on which nothing happens. */
import { type Answer, answerJson, LoopbackServer } from '../support/loopback-server.ts';
import { realisticPods } from './realistic-pods.ts';

const pods = realisticPods(Number(process.argv[2]));

const answer: Answer = ({ query }, response) => {
  if (query['watch'] === 'true') {
    response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
    return;
  }
  const from = Number(query['continue'] ?? 0);
  const end = from + Number(query['limit'] ?? pods.length);
  const metadata = { resourceVersion: '9000000', ...(end < pods.length && { continue: String(end) }) };
  answerJson(response, { kind: 'PodList', apiVersion: 'v1', metadata, items: pods.slice(from, end) });
};

const { url } = await LoopbackServer.start(answer);
console.log(JSON.stringify({ url: url.href, megabytes: JSON.stringify(pods).length / 1e6 }));
