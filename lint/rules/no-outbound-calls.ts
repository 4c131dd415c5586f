import { matchesGlob } from 'node:path';
import { globalUses } from '../globals.ts';
import { eachImport } from '../imports.ts';
import type { Rule } from '../oxlint.ts';
import { destinationOf, placeOf } from '../places.ts';

const GLOBALS = new Set(['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']);
const MODULES = [
  'node/{http,https,http2,net,tls,dgram,dns}',
  'node/dns/promises',
  'npm/{nodemailer,undici,axios,got,ky,ws,node-fetch,superagent}',
  'platform/{mail,outbound-http}.ts',
];
const message =
  'mail, webhooks and other calls to the outside belong in a *.reaction.ts file: it runs after the commit, a verb may be rolled back.';

/** Nothing in core calls the outside world before its transaction is committed. */
export const noOutboundCalls: Rule = {
  create(context) {
    const place = placeOf(context.filename);
    if (!place?.startsWith('core/') || place.endsWith('.reaction.ts')) return {};
    return {
      ...eachImport(({ specifier, isTypeOnly, node }) => {
        const destination = destinationOf(specifier, context.filename);
        const leadsOut = MODULES.some((glob) => matchesGlob(destination, glob));
        if (leadsOut && !isTypeOnly) context.report({ node, message });
      }),
      'Program:exit'() {
        for (const { path, node } of globalUses(context, GLOBALS)) {
          if (GLOBALS.has(path)) context.report({ node, message });
        }
      },
    };
  },
};
