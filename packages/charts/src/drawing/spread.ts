interface Wanted {
  /** Where its middle would stand. */
  readonly at: number;
  readonly height: number;
}

/**
 * Where labels stand so that they do not lie on each other, from `top` to `bottom`, each as near to its place as the
 * others let it (least squares): those that would touch stand as a block around the middle of their places.
 *
 * @param labels that have room, one under the other
 * @returns the labels from above, with their middles
 */
export function spread<T extends Wanted>(
  labels: readonly T[],
  top: number,
  bottom: number,
): readonly (T & { readonly middle: number })[] {
  const fromAbove = labels.toSorted((one, other) => one.at - other.at);
  const blocks: { sum: number; count: number }[] = [];
  let used = 0;
  for (const { at, height } of fromAbove) {
    const block = { sum: at - height / 2 - used, count: 1 };
    used += height;
    for (
      let above = blocks.at(-1);
      above && above.sum / above.count >= block.sum / block.count;
      above = blocks.at(-1)
    ) {
      block.sum += above.sum;
      block.count += above.count;
      blocks.pop();
    }
    blocks.push(block);
  }
  const offsets = blocks.flatMap(({ sum, count }) =>
    Array<number>(count).fill(Math.max(top, Math.min(bottom - used, sum / count))),
  );
  let before = 0;
  return fromAbove.map((label, index) => {
    const middle = offsets[index]! + before + label.height / 2;
    before += label.height;
    return { ...label, middle };
  });
}
