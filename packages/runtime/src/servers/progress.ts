/** Told in one line what takes longer than a second. */
export type Progress = (message: string) => void;

const patienceMs = 1000;

/** Runs the work; says what it is about once it has taken longer than a second. */
export async function showing<T>(progress: Progress, message: string, work: () => Promise<T>): Promise<T> {
  const timer = setTimeout(() => progress(message), patienceMs);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}
