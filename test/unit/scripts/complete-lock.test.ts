import { expect, test } from 'vitest';
import { missingFrom, readLock } from '../../../scripts/complete-lock.ts';

test('the lock has every package that it names: a fresh clone installs (else run npm run complete:lock)', () => {
  expect(missingFrom(readLock())).toEqual([]);
});

test('sees what is missing, and what a package has in a folder of its own', () => {
  const packages = {
    '': {},
    'node_modules/tool': {
      version: '2.0.0',
      dev: true,
      optionalDependencies: { '@tool/linux-x64': '2.0.0', '@tool/win32-x64': '2.0.0' },
    },
    'node_modules/@tool/linux-x64': { version: '2.0.0' },
    'node_modules/tool/node_modules/inner': {
      version: '1.0.0',
      optionalDependencies: { own: '1.0.0', '@tool/linux-x64': '2.0.0' },
    },
    'node_modules/tool/node_modules/own': { version: '1.0.0' },
  };
  expect(missingFrom({ packages })).toEqual([{ name: '@tool/win32-x64', version: '2.0.0', isDev: true }]);
});
