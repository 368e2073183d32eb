import { homedir } from 'node:os';
import { isAbsolute, resolve } from 'node:path';

/**
 * A path as people type or paste it, made absolute: the quotes of Explorer's “Copy as path” and white space around it
 * go, `~` is the home directory, `.\extracts` is `./extracts`. A drive letter, `\\server\share` and `//server/share`
 * stay as they are, on whatever system: whoever opens it knows whether it can be reached there.
 */
export function typedPath(text: string, directory: string): string {
  const path = text
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .trim();
  if (/^[A-Za-z]:[\\/]|^\\|^\/\/[^/]/.test(path)) return path;
  const relative = /^\.{1,2}\\/.test(path) ? path.replaceAll('\\', '/') : path;
  if (/^~(?=[/\\]|$)/.test(relative)) return resolve(homedir(), `.${relative.slice(1).replaceAll('\\', '/')}`);
  return isAbsolute(relative) ? relative : resolve(directory, relative);
}
