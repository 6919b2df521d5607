import { LitElement, html, css } from 'lit';
import { JsonRpc } from 'jsonrpc';
import '@vaadin/grid';
import { columnBodyRenderer } from '@vaadin/grid/lit.js';

/** The newest requests, each with what decided it. */
export class QwcSluiceLog extends LitElement {
    jsonRpc = new JsonRpc(this);

    static styles = css`
        :host { display: flex; flex-direction: column; gap: 0.5rem; padding: 0 1rem; height: 100%; }
        .refused { color: var(--lumo-error-text-color); }
        .allowed { color: var(--lumo-success-text-color); }
        vaadin-grid { flex: 1; min-height: 20rem; }
    `;

    static properties = { _requests: { state: true } };

    connectedCallback() {
        super.connectedCallback();
        this._read();
        this._timer = setInterval(() => this._read(), 3000);
    }

    disconnectedCallback() {
        clearInterval(this._timer);
        super.disconnectedCallback();
    }

    _read() {
        this.jsonRpc.log().then(answer => { this._requests = answer.result; });
    }

    render() {
        return html`
            <vaadin-grid .items="${this._requests ?? []}" theme="row-stripes wrap-cell-content">
                <vaadin-grid-column path="time" header="Time" auto-width flex-grow="0"></vaadin-grid-column>
                <vaadin-grid-column header="Decision" auto-width flex-grow="0"
                    ${columnBodyRenderer(this._decision, [])}></vaadin-grid-column>
                <vaadin-grid-column path="event" header="Request" auto-width flex-grow="0"></vaadin-grid-column>
                <vaadin-grid-column path="who" header="Who"></vaadin-grid-column>
                <vaadin-grid-column path="resource" header="Resource"></vaadin-grid-column>
                <vaadin-grid-column path="deciding" header="Decided by"></vaadin-grid-column>
            </vaadin-grid>`;
    }

    _decision(request) {
        return html`<span class="${request.refused ? 'refused' : 'allowed'}">${request.decision}</span>`;
    }
}
customElements.define('qwc-sluice-log', QwcSluiceLog);
