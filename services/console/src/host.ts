/** What a browser on this machine calls it. */
const loopbackHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;

/**
 * Whether a request was meant for this machine. A page elsewhere can point a name of its own at 127.0.0.1 and would
 * then be allowed to read the answers (DNS rebinding), but its requests carry that name.
 */
export function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && loopbackHost.test(host);
}
