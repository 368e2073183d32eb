import { UnreadableFile } from '@vigil/connectors';
import { fileFinding, type Finding } from '@vigil/extracts';

/** A file that is refused as a whole. */
export class FileRejected extends Error {
  readonly findings: readonly Finding[];
  constructor(findings: readonly Finding[]) {
    super(findings[0]?.message ?? 'rejected');
    this.findings = findings;
  }
}

/** Rethrows what was thrown while a file was read; what cannot be read as a file is a finding. */
export function rejectUnreadable(error: unknown): never {
  if (!(error instanceof UnreadableFile)) throw error;
  throw new FileRejected([fileFinding('unreadable-file', error.message)]);
}
