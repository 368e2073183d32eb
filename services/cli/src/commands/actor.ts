import { hostname, userInfo } from 'node:os';

/** Who is at the keyboard, as it goes on record. */
export function currentActor(): string {
  return `${currentUser()}@${hostname()}`;
}

/** The name that the operating system knows them by. */
export function currentUser(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a number that has no name.
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
