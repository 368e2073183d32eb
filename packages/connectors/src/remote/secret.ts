/** Gives a secret when it is needed, so that none is kept longer than that and a changed one needs no restart. */
export type Secret = () => Promise<string>;
