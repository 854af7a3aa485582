import { configure } from '@testing-library/react';
import '@testing-library/jest-dom';

// The first rendering with a cold cache takes its time.
configure({ asyncUtilTimeout: 10_000 });
