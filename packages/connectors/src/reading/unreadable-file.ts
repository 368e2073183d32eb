/** A file that cannot be read as a table. The message says where, what was found, and what to do; it quotes nothing. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}
