import { runService } from '@vigil/hosting';
import { hosted } from './app.ts';

process.exitCode = await runService({ name: 'notifier', needs: 'queue', apps: hosted }, process.env);
