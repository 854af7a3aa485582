import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// The first mount on a cold transform cache takes longer than a second.
configure({ asyncUtilTimeout: 10_000 });
