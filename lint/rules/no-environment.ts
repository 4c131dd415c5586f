import { matchesGlob } from 'node:path';
import { globalUses } from '../globals.ts';
import { eachImport } from '../imports.ts';
import type { Rule } from '../oxlint.ts';
import { destinationOf, placeOf } from '../places.ts';

const message = 'only src/config*.ts reads the environment: take the value from Config.';

/** The environment is read once, by the configuration, which refuses what it does not know. */
export const noEnvironment: Rule = {
  create(context) {
    const place = placeOf(context.filename);
    if (place === undefined || matchesGlob(place, 'config*.ts')) return {};
    return {
      ...eachImport(({ specifier, isTypeOnly, node }) => {
        const isProcess = destinationOf(specifier, context.filename) === 'node/process';
        if (isProcess && !isTypeOnly) context.report({ node, message });
      }),
      'Program:exit'() {
        for (const { path, node } of globalUses(context, new Set(['process']))) {
          if (/^process\.(?:env|loadEnvFile)(?:\.|$)/.test(path)) context.report({ node, message });
        }
      },
    };
  },
};
