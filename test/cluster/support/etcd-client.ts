/** The two things that a test asks etcd itself, through its JSON gateway. */

/** Forgets everything but the newest revision: who still wants an older one gets "compacted". */
export async function compactEtcd(port: number): Promise<void> {
  const { header } = await post<{ header: { revision: string } }>(port, 'range', { key: 'AA==', limit: '1' });
  await post(port, 'compaction', { revision: header.revision, physical: true });
}

async function post<T>(port: number, what: string, body: object): Promise<T> {
  const answer = await fetch(`http://127.0.0.1:${port}/v3/kv/${what}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`etcd ${what}: ${answer.status} ${text}`);
  return JSON.parse(text) as T;
}
