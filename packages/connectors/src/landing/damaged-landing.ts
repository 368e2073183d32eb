/** Where a landed file lies: a keyed digest of its content, in hexadecimal. */
export type Address = string;

/** A landed file that is missing, cut off, changed, or sealed with another key. The message names its address. */
export class DamagedLanding extends Error {
  override readonly name = 'DamagedLanding';

  /** @param reason what is wrong with it, as in "it is not in the landing store". */
  constructor(address: Address, reason: string) {
    super(`The landed file ${address} cannot be used: ${reason}. Restore it, or deliver it again.`);
  }
}
