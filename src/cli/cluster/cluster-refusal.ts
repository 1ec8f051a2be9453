/** The cluster could not be reached, or refused; one sentence that names the server. */
export class ClusterRefusal extends Error {
  override readonly name = 'ClusterRefusal';
}
