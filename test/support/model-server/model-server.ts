import type { Transport } from '../../../conformance/kit/transport.ts';
import { type Answer, errorAnswer, incomingOf } from './answers.ts';
import { type Asked, askedOf, assertToken, assertUserAgent } from './asked.ts';
import { refusedOf } from './refused.ts';
import { routed } from './routes.ts';
import type { FaultName } from './switches.ts';
import { newWorld, type World } from './world.ts';

/**
 * A SCIM 2.0 server without sockets and without a database, correct unless it is given a fault. It is empty, answers
 * at MODEL_URL, and takes MODEL_TOKEN. Throws where it has a bug of its own.
 */
export function modelServer(fault?: FaultName): Transport {
  const world = newWorld(fault);
  return async (outgoing) => {
    const asked = askedOf(world, outgoing);
    return incomingOf(world, asked, await answered(world, asked));
  };
}

async function answered(world: World, asked: Asked): Promise<Answer> {
  try {
    assertUserAgent(world, asked);
    assertToken(world, asked);
    return await routed(world, asked);
  } catch (error) {
    return errorAnswer(world, refusedOf(error));
  }
}
