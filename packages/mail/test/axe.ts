import axe from 'axe-core';

/**
 * What is run in a page to look for faults by WCAG 2.2 AA and good practice; it gives a line for each.
 *
 * @param options.frames also the documents in its frames
 */
export function runAxe({ frames }: { readonly frames: boolean }): string {
  return `${axe.source}; (async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await axe.run(document, { runOnly: tags, iframes: ${frames} });
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => id + ': ' + help + ' at ' + target));
  })()`;
}
