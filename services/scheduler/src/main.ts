import { runService } from '@vigil/hosting';
import { hosted } from './app.ts';

process.exitCode = await runService(
  { name: 'scheduler', needs: 'queue', measuresInstallation: true, apps: hosted },
  process.env,
);
