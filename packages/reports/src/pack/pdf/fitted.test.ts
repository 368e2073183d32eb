import { expect, test } from 'vitest';
import { shrunkToFit } from './fitted.ts';

test('pages that hold what is on them stay as they are', () => {
  const shrunk = { overview: 0.9 };
  expect(shrunkToFit(shrunk, [{ page: 'overview', holds: 1 }])).toBe(shrunk);
});

test('only a page that is too full is shrunk', () => {
  const shrunk = shrunkToFit({}, [
    { page: 'overview', holds: 3 },
    { page: 'plan', holds: 0.8 },
  ]);
  expect(Object.keys(shrunk)).toEqual(['plan']);
  expect(shrunk['plan']).toBeGreaterThan(0.8);
  expect(shrunk['plan']).toBeLessThan(0.9);
});

test('a page that is a hair too full is shrunk enough to be done with it', () => {
  expect(shrunkToFit({ plan: 0.8 }, [{ page: 'plan', holds: 0.9999 }])['plan']).toBeCloseTo(0.788, 6);
});

test('a page that could not be read however far it is enlarged is refused by its name', () => {
  expect(() => shrunkToFit({ plan: 0.2 }, [{ page: 'plan', holds: 0.1 }])).toThrow('page plan');
  expect(() => shrunkToFit({}, [{ page: 'plan', holds: -1 }])).toThrow('page plan');
});
