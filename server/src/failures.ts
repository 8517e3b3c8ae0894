import { BackupRefused } from './backup/said.ts';
import { BadSetting } from './config.ts';
import { WrongMode } from './ground.ts';
import { AppRoleUnusable } from './platform/database/app-role.ts';
import {
  DatabaseFailed,
  InstanceHeld,
  MajorVersionDiffers,
  UnsupportedPlatform,
} from './platform/database/embedded/index.ts';
import { MigrationRefused } from './platform/database/migrate.ts';
import { ServedElsewhere } from './platform/database/serving-lock.ts';
import { RestoreUnfinished } from './platform/database/unfinished.ts';
import { SecretsUnusable } from './secrets.ts';

const said = [
  WrongMode,
  BackupRefused,
  RestoreUnfinished,
  ServedElsewhere,
  AppRoleUnusable,
  DatabaseFailed,
  InstanceHeld,
  MajorVersionDiffers,
  UnsupportedPlatform,
  MigrationRefused,
  SecretsUnusable,
];

/**
 * Tells a person why the program cannot go on: one line for what was foreseen, the whole error for a fault.
 * @returns the exit code of design.md 4: 2 for wrong use or a bad setting, 1 for everything else
 */
export function failed(error: unknown): 1 | 2 {
  if (error instanceof BadSetting) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
    process.stderr.write(
      '端口已被占用，请用 XIELI_PORT 换一个端口 / The port is in use; choose another with XIELI_PORT\n',
    );
    return 1;
  }
  if (error instanceof Error && said.some((kind) => error instanceof kind)) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 1;
}
