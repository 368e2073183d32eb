/** One thing that was looked at. A warning does not keep Vigil from working. */
export interface Check {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'problem';
  readonly message: string;
  /** What to do; null where nothing is to be done, or the message says it. */
  readonly advice: string | null;
}

export const ok = (check: string, message: string): Check => ({ check, state: 'ok', message, advice: null });

export const warning = (check: string, message: string, advice: string | null = null): Check => ({
  check,
  state: 'warning',
  message,
  advice,
});

export const problem = (check: string, message: string, advice: string | null = null): Check => ({
  check,
  state: 'problem',
  message,
  advice,
});

/** What an error says; those of Vigil's own say what to do as well. */
export function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** As TLS says that it does not believe a certificate. */
const ofCertificate = /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)/u;

/** What to do where a server does not answer: about its certificate, where that was why. */
export function adviceFor(error: unknown, usual: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return ofCertificate.test(code)
    ? 'Have NODE_EXTRA_CA_CERTS name the file (PEM) of the authority that its certificate is of, and use the name in it.'
    : usual;
}
