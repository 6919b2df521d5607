import { LitElement, html, css } from 'lit';
import { JsonRpc } from 'jsonrpc';
import '@vaadin/button';
import '@vaadin/grid';
import '@vaadin/progress-bar';
import { columnBodyRenderer } from '@vaadin/grid/lit.js';

/** The lake of dev mode: where it is, and the keys of its roles, which are shown when they are asked for. */
export class QwcSluiceLake extends LitElement {
    jsonRpc = new JsonRpc(this);

    static styles = css`
        :host { display: flex; flex-direction: column; gap: 1rem; padding: 0 1rem; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.3rem 1.5rem; margin: 0; }
        dt { color: var(--lumo-secondary-text-color); }
        dd { margin: 0; font-family: var(--lumo-font-family-monospace, monospace); }
        pre { margin: 0; padding: 0.8rem; background: var(--lumo-contrast-5pct); overflow-x: auto; }
    `;

    static properties = { _lake: { state: true }, _keys: { state: true } };

    connectedCallback() {
        super.connectedCallback();
        this.jsonRpc.describe().then(answer => { this._lake = answer.result; });
    }

    render() {
        if (!this._lake) {
            return html`<vaadin-progress-bar indeterminate></vaadin-progress-bar>`;
        }
        if (this._lake.problem) {
            return html`<p>${this._lake.problem}</p>`;
        }
        return html`
            <dl>${this._lake.facts.map(fact => html`<dt>${fact.name}</dt><dd>${fact.value}</dd>`)}</dl>
            <vaadin-grid .items="${this._lake.identities}" all-rows-visible theme="row-stripes">
                <vaadin-grid-column path="name" header="Identity" auto-width></vaadin-grid-column>
                <vaadin-grid-column path="arn" header="ARN" auto-width></vaadin-grid-column>
                <vaadin-grid-column header="Keys" ${columnBodyRenderer(this._button, [])}></vaadin-grid-column>
            </vaadin-grid>
            ${this._keys ? html`<pre>${this._keys}</pre>` : ''}`;
    }

    _button(identity) {
        return html`<vaadin-button theme="small" @click="${() => this._show(identity.name)}">Show</vaadin-button>`;
    }

    _show(name) {
        this.jsonRpc.keys({ identity: name }).then(answer => { this._keys = answer.result.shell; });
    }
}
customElements.define('qwc-sluice-lake', QwcSluiceLake);
