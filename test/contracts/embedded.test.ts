/** The contracts on the embedded cluster. test/cluster/contracts.test.ts has them on a real one. */
import { describe } from 'vitest';
import { announcementsContract } from './announcements-contract.ts';
import { capacityContract } from './capacity-contract.ts';
import { changesContract } from './changes-contract.ts';
import { eventSurgesContract } from './event-surges-contract.ts';
import { schedulesContract } from './schedules-contract.ts';
import { openSim, openThroughSocket } from './sim-world.ts';
import { surgesContract } from './surges-contract.ts';
import { targetsContract } from './targets-contract.ts';
import { wireContract } from './wire-contract.ts';

const KINDS = ['StatefulSet', 'ScaledObject'] as const;
const cached = () => openThroughSocket('cached');
const live = () => openThroughSocket('live');

describe('targets', () => {
  describe("by the embedded cluster's own client", () => {
    targetsContract({ open: openSim, kinds: [] });
  });
  describe('through a socket, cached', () => {
    targetsContract({ open: cached, kinds: KINDS });
  });
  describe('through a socket, live', () => {
    targetsContract({ open: live, kinds: KINDS });
  });
});

describe('surges', () => {
  describe("by the embedded cluster's own client", () => {
    surgesContract({ open: openSim });
  });
  describe('through a socket, cached', () => {
    surgesContract({ open: cached });
  });
  describe('through a socket, live', () => {
    surgesContract({ open: live });
  });
});

describe('changes', () => {
  describe("by the embedded cluster's own client", () => {
    changesContract({ open: openSim });
  });
  describe('through a socket', () => {
    changesContract({ open: cached });
  });
});

describe('capacity', () => {
  describe("by the embedded cluster's own client", () => {
    capacityContract({ open: openSim });
  });
  describe('through a socket, cached', () => {
    capacityContract({ open: cached });
  });
  describe('through a socket, live', () => {
    capacityContract({ open: live });
  });
});

describe('schedules', () => {
  describe("by the embedded cluster's own client", () => {
    schedulesContract({ open: openSim });
  });
  describe('through a socket, cached', () => {
    schedulesContract({ open: cached });
  });
  describe('through a socket, live', () => {
    schedulesContract({ open: live });
  });
});

describe('announcements', () => {
  describe("by the embedded cluster's own client", () => {
    announcementsContract({ open: openSim });
  });
  describe('through a socket, cached', () => {
    announcementsContract({ open: cached });
  });
  describe('through a socket, live', () => {
    announcementsContract({ open: live });
  });
});

describe('surges of events', () => {
  describe("by the embedded cluster's own client", () => {
    eventSurgesContract({ open: openSim });
  });
  describe('through a socket, live', () => {
    eventSurgesContract({ open: live });
  });
});

describe('on the wire', () => {
  wireContract({ open: cached });
});
