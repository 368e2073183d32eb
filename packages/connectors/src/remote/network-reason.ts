const own = 'give the file of its authority as caFile';

/** What the network, TLS or the proxy said, in words that stand behind a place: by code, of Node and of undici. */
const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'no server of that name is known. Is it spelled right?',
  EAI_AGAIN: 'its name could not be looked up: the name service does not answer.',
  ECONNREFUSED: 'nothing listens there. Is the service running, and the port right?',
  ECONNRESET: 'the connection was cut.',
  EPIPE: 'the connection was cut.',
  PROTOCOL_CONNECTION_LOST: 'the connection was cut.',
  UND_ERR_SOCKET: 'the connection was cut.',
  ETIMEDOUT: 'it does not answer. Does a firewall stand in between?',
  ETIMEOUT: 'it does not answer. Does a firewall stand in between?',
  EHOSTUNREACH: 'no way leads there. Does a firewall stand in between?',
  ENETUNREACH: 'no way leads there. Is this machine connected?',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer. Does a firewall stand in between, or is a proxy needed?',
  UND_ERR_HEADERS_TIMEOUT: 'it took the request, but does not answer.',
  UND_ERR_BODY_TIMEOUT: 'it stopped sending.',
  SELF_SIGNED_CERT_IN_CHAIN: `its certificate is of an authority that this machine does not know; ${own}.`,
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself; give it as caFile, if it is the right one.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: `its certificate is of an authority that this machine does not know; ${own}.`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: `its certificate is of an authority that this machine does not know; ${own}.`,
  CERT_HAS_EXPIRED: 'its certificate has expired; its owner must renew it.',
  CERT_NOT_YET_VALID: "its certificate is not valid yet. Is this machine's clock right?",
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name; use the name that the certificate has.',
};

/** As OpenSSL says it, for clients that keep no code. */
const unknownAuthority = /unable to (verify the first|get local issuer) certificate|self.signed certificate/i;

/** Why a place could not be reached, without credentials; what is not foreseen is quoted as it came. */
export function networkReason(error: unknown): string {
  for (const one of withCauses(error)) {
    const code = 'code' in one && typeof one.code === 'string' ? one.code : '';
    const reason =
      reasons[code] ?? (unknownAuthority.test(one.message) ? reasons['SELF_SIGNED_CERT_IN_CHAIN'] : undefined);
    if (reason !== undefined) return reason;
    const status = /Proxy response \((\d{3})\)/.exec(one.message)?.[1];
    if (status === '407')
      return 'the proxy wants a password: HTTPS_PROXY may hold one (http://user:password@proxy:port).';
    if (status !== undefined) return `the proxy refused to connect (it answered ${status}).`;
  }
  return `${(error instanceof Error ? error.message : String(error)).replace(/\.$/, '')}.`;
}

/** Node tries all addresses of a name and gives one error for each. */
function withCauses(error: unknown): Error[] {
  if (!(error instanceof Error)) return [];
  const inner = error instanceof AggregateError ? (error.errors as unknown[]) : [error.cause];
  return [error, ...inner.flatMap(withCauses)];
}
