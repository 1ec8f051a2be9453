/** The kubeconfig that clients of the embedded cluster read: where it is, whom to trust, who they are. */
import { stringify } from 'yaml';

export interface Access {
  readonly url: string;
  /** PEM of the certificate to trust. */
  readonly certificate: string;
  readonly token: string;
  /** That commands without one are about. */
  readonly namespace: string;
}

const NAME = 'forescale-dev';

export const kubeconfigOf = ({ url, certificate, token, namespace }: Access): string =>
  stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: NAME,
        cluster: { server: url, 'certificate-authority-data': Buffer.from(certificate).toString('base64') },
      },
    ],
    users: [{ name: NAME, user: { token } }],
    contexts: [{ name: NAME, context: { cluster: NAME, user: NAME, namespace } }],
    'current-context': NAME,
  });
