import type { Persona } from '../persona.ts';
import { connectJumpCloud } from './client.ts';
import { jumpcloudActivation } from './jumpcloud-activation.ts';
import { jumpcloudCreate } from './jumpcloud-create.ts';
import { jumpcloudDeactivateReactivate } from './jumpcloud-deactivate-reactivate.ts';
import { jumpcloudMatch } from './jumpcloud-match.ts';
import { jumpcloudMatchGroup } from './jumpcloud-match-group.ts';
import { jumpcloudRemoveAgain } from './jumpcloud-remove-again.ts';
import { jumpcloudRemoveMembersByList } from './jumpcloud-remove-members-by-list.ts';
import { jumpcloudUpdate } from './jumpcloud-update.ts';

/** JumpCloud, with its custom SCIM integration. */
export const jumpcloud: Persona = {
  name: 'jumpcloud',
  title: 'JumpCloud',
  variants: [{ name: 'jumpcloud', title: 'JumpCloud, custom SCIM integration', connect: connectJumpCloud }],
  scenarios: [
    jumpcloudActivation,
    jumpcloudCreate,
    jumpcloudMatch,
    jumpcloudUpdate,
    jumpcloudDeactivateReactivate,
    jumpcloudMatchGroup,
    jumpcloudRemoveMembersByList,
    jumpcloudRemoveAgain,
  ],
};
