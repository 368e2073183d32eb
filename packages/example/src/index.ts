export { type Example, type ExampleOptions, exampleAsAtDates, generateExample } from './example.ts';
export type { ExampleDelivery } from './delivery.ts';
