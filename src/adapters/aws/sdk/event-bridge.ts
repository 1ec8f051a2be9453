/** What is used of EventBridge, to be loaded late: of a package that is imported late as a whole, a bundle keeps all. */
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';

export const eventBridge = { EventBridgeClient, PutEventsCommand };
