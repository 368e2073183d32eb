import { runService } from '@vigil/hosting';
import { hosted } from './app.ts';

process.exitCode = await runService(
  { name: 'ingest', needs: 'queue and keys', landing: 'write', apps: hosted },
  process.env,
);
