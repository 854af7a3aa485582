import { useState } from 'react';
import { useLocation } from 'react-router-dom';

interface Reveal {
  revealHostname: string;
}

/** The link of the tab that shows a hostname's row, whatever the filters hide now. */
export function linkToHostname(search: string, hostname: string) {
  const parameters = new URLSearchParams(search);
  parameters.delete('search');
  parameters.delete('state');
  parameters.set('hostname', hostname);
  const state: Reveal = { revealHostname: hostname };
  return { to: `?${parameters}`, state };
}

/**
 * Which visit, if any, asks to bring the open row into view: one that came to the page
 * with it, or a click on a link to it. A row that the viewer opened stays where it is.
 */
export function useReveal(): string | undefined {
  const { key, state } = useLocation();
  const [arrival] = useState(key);
  const isLink = typeof state === 'object' && state !== null;
  return key === arrival || (isLink && 'revealHostname' in state)
    ? key
    : undefined;
}
