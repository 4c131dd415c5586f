import { authentik } from './authentik/persona.ts';
import { entra } from './entra/persona.ts';
import { google } from './google/persona.ts';
import { jumpcloud } from './jumpcloud/persona.ts';
import { okta } from './okta/persona.ts';
import { onelogin } from './onelogin/persona.ts';
import type { Persona } from './persona.ts';
import { ping } from './ping/persona.ts';

/** Every identity provider that the kit knows, in the order in which it names them. */
export const personas: readonly Persona[] = [okta, entra, google, onelogin, jumpcloud, ping, authentik];
