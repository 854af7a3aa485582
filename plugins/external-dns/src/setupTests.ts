import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// The first mount on a cold transform cache takes longer than a second, and a whole
// test longer than five on a busy machine.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);

// jsdom has no layout and does not scroll; who wants to know spies on it.
Element.prototype.scrollIntoView = () => {};
