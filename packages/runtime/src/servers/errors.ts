/** The servers Vigil needs cannot be had: the message names the place, what was found there and what to do. */
export class ServersError extends Error {
  override readonly name = 'ServersError';
}
