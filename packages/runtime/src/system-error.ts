/** The reason the system gave, without the stack and the path that the sentence around it names anyway. */
export function systemReason(error: unknown): string {
  const code = systemCode(error);
  const said = code === null ? undefined : reasons[code];
  if (said !== undefined) return said;
  return error instanceof Error ? error.message : String(error);
}

/** `ENOENT` and the like, or null where the error is none of the system's. */
export function systemCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a part of the path is a file, not a directory',
  EISDIR: 'it is a directory',
  EEXIST: 'there is a file of that name',
  ENOENT: 'there is no such file or directory',
};
