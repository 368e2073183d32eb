export * from './vigil.ts';
export * from './installation.ts';
export * from './delivery.ts';
export * from './work.ts';
export * from './figure.ts';
export * from './records.ts';
export * from './notice.ts';
