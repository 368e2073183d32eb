import { runService } from '@vigil/hosting';
import { hosted } from './app.ts';

process.exitCode = await runService(
  { name: 'validator', needs: 'queue and keys', landing: 'read', apps: hosted },
  process.env,
);
