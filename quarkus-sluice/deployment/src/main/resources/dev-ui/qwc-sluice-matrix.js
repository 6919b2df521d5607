import { LitElement, html, css } from 'lit';
import { JsonRpc } from 'jsonrpc';
import '@vaadin/grid';
import '@vaadin/grid/vaadin-grid-sort-column.js';
import '@vaadin/text-field';

/** Who reads and writes what, raw or redacted, by which way: computed from the rendered policies. */
export class QwcSluiceMatrix extends LitElement {
    jsonRpc = new JsonRpc(this);

    static styles = css`
        :host { display: flex; flex-direction: column; padding: 0 1rem; height: 100%; }
        vaadin-text-field { width: 18rem; align-self: start; padding-bottom: 0.5rem; }
        vaadin-grid { flex: 1; min-height: 20rem; }
    `;

    static properties = { _rows: { state: true }, _wanted: { state: true } };

    constructor() {
        super();
        this._wanted = '';
    }

    connectedCallback() {
        super.connectedCallback();
        this.jsonRpc.matrix().then(answer => { this._rows = answer.result; });
    }

    render() {
        return html`
            <vaadin-text-field label="Find" placeholder="a role, a data set, a way" clear-button-visible
                @value-changed="${event => { this._wanted = event.detail.value.toLowerCase(); }}"></vaadin-text-field>
            <vaadin-grid aria-label="Who may do what" .items="${(this._rows ?? []).filter(row => this._isWanted(row))}" theme="row-stripes wrap-cell-content">
                <vaadin-grid-sort-column path="dataSet" header="Data set" auto-width></vaadin-grid-sort-column>
                <vaadin-grid-sort-column path="who" header="Who" auto-width></vaadin-grid-sort-column>
                <vaadin-grid-sort-column path="permission" header="May" auto-width></vaadin-grid-sort-column>
                <vaadin-grid-sort-column path="form" header="Form" auto-width></vaadin-grid-sort-column>
                <vaadin-grid-column path="way" header="Way" auto-width></vaadin-grid-column>
            </vaadin-grid>`;
    }

    _isWanted(row) {
        return Object.values(row).join(' ').toLowerCase().includes(this._wanted);
    }
}
customElements.define('qwc-sluice-matrix', QwcSluiceMatrix);
