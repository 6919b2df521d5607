import { LitElement, html, css } from 'lit';
import { JsonRpc } from 'jsonrpc';
import '@vaadin/grid';
import '@vaadin/grid/vaadin-grid-sort-column.js';

/** Who reads and writes what, raw or redacted, by which way: computed from the rendered policies. */
export class QwcSluiceMatrix extends LitElement {
    jsonRpc = new JsonRpc(this);

    static styles = css`
        :host { display: flex; flex-direction: column; padding: 0 1rem; height: 100%; }
        vaadin-grid { flex: 1; min-height: 20rem; }
    `;

    static properties = { _rows: { state: true } };

    connectedCallback() {
        super.connectedCallback();
        this.jsonRpc.matrix().then(answer => { this._rows = answer.result; });
    }

    render() {
        return html`
            <vaadin-grid .items="${this._rows ?? []}" theme="row-stripes wrap-cell-content">
                <vaadin-grid-sort-column path="dataSet" header="Data set" auto-width></vaadin-grid-sort-column>
                <vaadin-grid-sort-column path="who" header="Who" auto-width></vaadin-grid-sort-column>
                <vaadin-grid-sort-column path="permission" header="May" auto-width></vaadin-grid-sort-column>
                <vaadin-grid-sort-column path="form" header="Form" auto-width></vaadin-grid-sort-column>
                <vaadin-grid-column path="way" header="Way" auto-width></vaadin-grid-column>
            </vaadin-grid>`;
    }
}
customElements.define('qwc-sluice-matrix', QwcSluiceMatrix);
