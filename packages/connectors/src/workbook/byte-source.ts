import { open } from 'node:fs/promises';

/** Bytes that can be read anywhere: of a plain file, or of a landed one. */
export interface ByteSource {
  readonly size: number;
  /** The bytes from a position on; fewer than asked for only where they end. */
  read(position: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

/** A plain file, to be read anywhere. Throws as `open` does. */
export async function openFileAt(path: string): Promise<ByteSource> {
  const file = await open(path);
  const { size } = await file.stat();
  return {
    size,
    read: async (position, length) => {
      const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - position)));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
      return buffer.subarray(0, bytesRead);
    },
    close: () => file.close(),
  };
}
