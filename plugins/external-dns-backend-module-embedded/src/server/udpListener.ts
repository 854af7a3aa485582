import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { Listener, ListenOptions } from './listener';

/** Answers that wait for the network card; beyond, silence is kinder than memory. */
const maxWaiting = 1000;

/** Opens a UDP port. Rejects with the system's error when it cannot be had. */
export async function listenUdp(options: ListenOptions): Promise<Listener> {
  const socket = createSocket(isIPv6(options.address) ? 'udp6' : 'udp4');
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind({ address: options.address, port: options.port }, () => {
      socket.off('error', reject);
      resolve();
    });
  });
  socket.on('error', options.onLost);
  socket.on('message', (message, sender) => {
    // Port 0 is nobody's: only a forged sender has it.
    if (sender.port === 0) return;
    if (socket.getSendQueueCount() > maxWaiting) return;
    const answer = options.answer(message, 'udp');
    // An asker who is gone is no concern of ours.
    if (answer) socket.send(answer, sender.port, sender.address, () => {});
  });
  return {
    port: socket.address().port,
    close: () => new Promise(resolve => socket.close(() => resolve())),
  };
}
