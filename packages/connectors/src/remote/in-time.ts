/** Whoever was asked gave no answer in the time allowed. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** The answer, or NoAnswer when it takes longer; what comes after that is nobody's business any more. */
export async function inTime<T>(seconds: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer(`gave no answer for ${seconds} seconds.`)), seconds * 1000);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
