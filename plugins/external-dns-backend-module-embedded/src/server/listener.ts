import { Transport } from './answerMessage';

/** Octets in, octets out; undefined where nothing is to be said. */
export type Answer = (
  message: Uint8Array,
  transport: Transport,
) => Uint8Array | undefined;

/** One open port. */
export interface Listener {
  readonly port: number;
  close(): Promise<void>;
}

export interface ListenOptions {
  /** An IP address of this machine. */
  address: string;
  /** 0: any that is free. */
  port: number;
  answer: Answer;
  /** Called once if the port is lost after it was opened. */
  onLost(error: Error): void;
}
