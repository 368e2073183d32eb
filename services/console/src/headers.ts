/** A policy from its directives. */
function policy(directives: Readonly<Record<string, string>>): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`.trim())
    .join('; ');
}

/** What every answer carries: nothing is run, sent, framed, cached or told to another site. */
export const pageHeaders = {
  'content-security-policy': policy({
    'default-src': "'none'",
    'style-src': "'self'",
    'img-src': "'self'",
    'frame-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  }),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

/** For the body of a mail: its own styles and nothing else, in a sandbox also when it is opened by itself. */
export const mailHeaders = {
  'content-security-policy': policy({
    'default-src': "'none'",
    'style-src': "'unsafe-inline'",
    'img-src': 'data:',
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'self'",
    sandbox: '',
  }),
} as const;
