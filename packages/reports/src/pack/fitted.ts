const least = 0.3;
const step = 0.02;

/**
 * The largest share of its size, at most all of it, at which something is no higher than its room. It never gets
 * smaller than three tenths: by then nobody reads it, whatever runs over.
 */
export function fitted(room: number, heightAt: (share: number) => number): number {
  let share = 1;
  while (share > least && heightAt(share) > room) share -= step;
  return share;
}
