import { runService } from '@vigil/hosting';
import { hosted } from './app.ts';

process.exitCode = await runService(
  { name: 'console', needs: 'database', measuresInstallation: true, apps: hosted },
  process.env,
);
