import { css } from 'lit';

/** How the tables of the card look. */
export const tables = css`
    table { border-collapse: collapse; width: 100%; font-size: var(--lumo-font-size-s); }
    th, td { text-align: start; vertical-align: top; padding: 0.4rem 0.8rem; overflow-wrap: anywhere; font-weight: normal;
        border-bottom: 1px solid var(--lumo-contrast-10pct); }
    thead th { position: sticky; top: 0; background: var(--lumo-base-color); white-space: nowrap;
        color: var(--lumo-secondary-text-color); }
    .scroll { flex: 1; min-height: 0; overflow: auto; }
    .scroll:focus-visible { outline: 2px solid var(--lumo-primary-color); }
    .tools { display: flex; flex-wrap: wrap; align-items: baseline; gap: 1rem; padding: 0.5rem 0; }
    .nothing { color: var(--lumo-secondary-text-color); }
`;
