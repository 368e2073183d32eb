/** How slots and commands call the source of an authority's benchmarks; no other source may be called so. */
export const benchmarksSource = 'benchmarks';
