import { runService } from '@vigil/hosting';
import { hosted } from './app.ts';

process.exitCode = await runService({ name: 'aggregator', needs: 'queue', apps: hosted }, process.env);
