/** The command was called in a way that cannot work: exit code 2, and the message says what to do instead. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}

/** The command did what it could, and it was not enough: exit code 1. The message was said already or is this one. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
}
