var e=globalThis,t=e.ShadowRoot&&(e.ShadyCSS===void 0||e.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,n=Symbol(),r=/* @__PURE__ */ new WeakMap,i=class{constructor(e,t,r){if(this._$cssResult$=!0,r!==n)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,n=this.t;if(t&&e===void 0){let t=n!==void 0&&n.length===1;t&&(e=r.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),t&&r.set(n,e))}return e}toString(){return this.cssText}},a=e=>new i(typeof e==`string`?e:e+``,void 0,n),o=(e,...t)=>new i(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(!0===e._$cssResult$)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,n),s=(n,r)=>{if(t)n.adoptedStyleSheets=r.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let t of r){let r=document.createElement(`style`),i=e.litNonce;i!==void 0&&r.setAttribute(`nonce`,i),r.textContent=t.cssText,n.appendChild(r)}},c=t?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return a(t)})(e):e,{is:l,defineProperty:u,getOwnPropertyDescriptor:ee,getOwnPropertyNames:te,getOwnPropertySymbols:ne,getPrototypeOf:re}=Object,d=globalThis,ie=d.trustedTypes,ae=ie?ie.emptyScript:``,oe=d.reactiveElementPolyfillSupport,f=(e,t)=>e,p={toAttribute(e,t){switch(t){case Boolean:e=e?ae:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},se=(e,t)=>!l(e,t),ce={attribute:!0,type:String,converter:p,reflect:!1,useDefault:!1,hasChanged:se};Symbol.metadata??=Symbol(`metadata`),d.litPropertyMetadata??=/* @__PURE__ */ new WeakMap;var m=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=ce){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&u(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=ee(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??ce}static _$Ei(){if(this.hasOwnProperty(f(`elementProperties`)))return;let e=re(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(f(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(f(`properties`))){let e=this.properties,t=[...te(e),...ne(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=/* @__PURE__ */ new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(c(e))}else e!==void 0&&t.push(c(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=/* @__PURE__ */ new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=/* @__PURE__ */ new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=/* @__PURE__ */ new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return s(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?p:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?p:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??se)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=/* @__PURE__ */ new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=/* @__PURE__ */ new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=/* @__PURE__ */ new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};m.elementStyles=[],m.shadowRootOptions={mode:`open`},m[f(`elementProperties`)]=/* @__PURE__ */ new Map,m[f(`finalized`)]=/* @__PURE__ */ new Map,oe?.({ReactiveElement:m}),(d.reactiveElementVersions??=[]).push(`2.1.2`);var h=globalThis,le=e=>e,g=h.trustedTypes,ue=g?g.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,de=`$lit$`,_=`lit$${Math.random().toFixed(9).slice(2)}$`,fe=`?`+_,pe=`<${fe}>`,v=document,y=()=>v.createComment(``),b=e=>e===null||typeof e!=`object`&&typeof e!=`function`,x=Array.isArray,me=e=>x(e)||typeof e?.[Symbol.iterator]==`function`,S=`[ 	
\f\r]`,C=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,he=/-->/g,ge=/>/g,w=RegExp(`>|${S}(?:([^\\s"'>=/]+)(${S}*=${S}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),_e=/'/g,ve=/"/g,ye=/^(?:script|style|textarea|title)$/i,T=(e=>(t,...n)=>({_$litType$:e,strings:t,values:n}))(1),E=Symbol.for(`lit-noChange`),D=Symbol.for(`lit-nothing`),be=/* @__PURE__ */ new WeakMap,O=v.createTreeWalker(v,129);function xe(e,t){if(!x(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return ue===void 0?t:ue.createHTML(t)}var Se=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=C;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===C?c[1]===`!--`?o=he:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=w):(ye.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=w):o=ge:o===w?c[0]===`>`?(o=i??C,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?w:c[3]===`"`?ve:_e):o===ve||o===_e?o=w:o===he||o===ge?o=C:(o=w,i=void 0);let ee=o===w&&e[t+1].startsWith(`/>`)?` `:``;a+=o===C?n+pe:l>=0?(r.push(s),n.slice(0,l)+de+n.slice(l)+_+ee):n+_+(l===-2?t:ee)}return[xe(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},k=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=Se(t,n);if(this.el=e.createElement(l,r),O.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=O.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(de)){let t=u[o++],n=i.getAttribute(e).split(_),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?we:r[1]===`?`?Te:r[1]===`@`?Ee:M}),i.removeAttribute(e)}else e.startsWith(_)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(ye.test(i.tagName)){let e=i.textContent.split(_),t=e.length-1;if(t>0){i.textContent=g?g.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],y()),O.nextNode(),c.push({type:2,index:++a});i.append(e[t],y())}}}else if(i.nodeType===8){if(i.data===fe)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(_,e+1))!==-1;)c.push({type:7,index:a}),e+=_.length-1}}a++}}static createElement(e,t){let n=v.createElement(`template`);return n.innerHTML=e,n}};function A(e,t,n=e,r){if(t===E)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=b(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=A(e,i._$AS(e,t.values),i,r)),t}var Ce=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??v).importNode(t,!0);O.currentNode=r;let i=O.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new j(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new De(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=O.nextNode(),a++)}return O.currentNode=v,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},j=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=D,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=A(this,e,t),b(e)?e===D||e==null||e===``?(this._$AH!==D&&this._$AR(),this._$AH=D):e!==this._$AH&&e!==E&&this._(e):e._$litType$===void 0?e.nodeType===void 0?me(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==D&&b(this._$AH)?this._$AA.nextSibling.data=e:this.T(v.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=k.createElement(xe(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new Ce(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=be.get(e.strings);return t===void 0&&be.set(e.strings,t=new k(e)),t}k(t){x(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(y()),this.O(y()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=le(e).nextSibling;le(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},M=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=D,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(/* @__PURE__ */ new String),this.strings=n):this._$AH=D}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=A(this,e,t,0),a=!b(e)||e!==this._$AH&&e!==E,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=A(this,r[n+o],t,o),s===E&&(s=this._$AH[o]),a||=!b(s)||s!==this._$AH[o],s===D?e=D:e!==D&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===D?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},we=class extends M{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===D?void 0:e}},Te=class extends M{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==D)}},Ee=class extends M{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=A(this,e,t,0)??D)===E)return;let n=this._$AH,r=e===D&&n!==D||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==D&&(n===D||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},De=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){A(this,e)}},Oe=h.litHtmlPolyfillSupport;Oe?.(k,j),(h.litHtmlVersions??=[]).push(`3.3.3`);var ke=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new j(t.insertBefore(y(),e),e,void 0,n??{})}return i._$AI(e),i},N=globalThis,P=class extends m{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=ke(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return E}};P._$litElement$=!0,P.finalized=!0,N.litElementHydrateSupport?.({LitElement:P});var Ae=N.litElementPolyfillSupport;Ae?.({LitElement:P}),(N.litElementVersions??=[]).push(`4.2.2`);var je=`pronote`;function Me(e,t,n,r){return Object.values(e.entities).find(e=>e.device_id===t&&e.platform===je&&e.translation_key===r&&e.entity_id.startsWith(`${n}.`))?.entity_id}function Ne(e){return[...new Set(Object.values(e.entities).filter(e=>e.platform===je&&e.entity_id.startsWith(`todo.`)).map(e=>e.device_id))].map(t=>Pe(e,t)).filter(e=>e!==void 0).sort((t,n)=>t.name.localeCompare(n.name,e.locale.language))}function Pe(e,t){let n=t===void 0?void 0:e.devices[t];if(n===void 0)return;let r=n.via_device_id??void 0;return{device:n.id,name:n.name_by_user??n.name??``,school:r,entity:(t,r)=>Me(e,n.id,t,r)}}function Fe(e,t){return Me(e,t.school,`calendar`,`holidays`)}var Ie={schoolsOwn:!1,previousWeek:`Previous week`,nextWeek:`Next week`,thisWeek:`This week`,today:`Today`,tomorrow:`Tomorrow`,close:`Close`,loading:`Loading…`,noChild:`Choose a child in the card’s settings.`,childGone:`This child is no longer followed by PRONOTE.`,notFollowed:`This page is not followed: its entity is disabled.`,editor:{device:`Child`,title:`Title (the child’s name if empty)`,view:`View`,allergens:`Show allergens`},timetable:{name:`PRONOTE: timetable`,description:`The week of a child, with what changes; on a phone the day that comes.`,views:{auto:`As there is room`,week:`Week`,day:`Day`},days:`Days`,lesson:`Lesson`,study:`Study hour`,lunch:`Lunch`,pause:`Break`,freeDay:`No lessons on this day.`,freeWeek:`No lessons this week.`,movedFrom:`Moved from {moment}`,movedTo:`Moved to {moment}`,statuses:{cancelled:`Cancelled`,teacher_absent:`Teacher absent`,class_absent:`Class absent`,moved:`Moved`,replaced:`Replacement`,room_changed:`Room changed`,exceptional:`Exceptional`,exempted:`Exempted`,detention:`Detention`,outing:`Outing`,test:`Test`,modified:`Changed`}},menu:{name:`PRONOTE: menu of the week`,description:`What the canteen serves, day by day, with its labels.`,title:`Menu`,none:`No menu published for this week.`,lunch:`Lunch`,dinner:`Dinner`,courses:{starter:`Starter`,main:`Main course`,side:`Side`,drink:`Drink`,cheese:`Cheese`,dessert:`Dessert`},allergens:`Allergens`}},Le={schoolsOwn:!0,previousWeek:`Semaine précédente`,nextWeek:`Semaine suivante`,thisWeek:`Cette semaine`,today:`Aujourd’hui`,tomorrow:`Demain`,close:`Fermer`,loading:`Chargement…`,noChild:`Choisissez un enfant dans les réglages de la carte.`,childGone:`PRONOTE ne suit plus cet enfant.`,notFollowed:`Cette page n’est pas suivie : son entité est désactivée.`,editor:{device:`Enfant`,title:`Titre (le nom de l’enfant s’il est vide)`,view:`Vue`,allergens:`Montrer les allergènes`},timetable:{name:`PRONOTE : emploi du temps`,description:`La semaine d’un enfant et ce qui y change ; sur un téléphone, la journée qui vient.`,views:{auto:`Selon la place`,week:`Semaine`,day:`Jour`},days:`Jours`,lesson:`Cours`,study:`Permanence`,lunch:`Déjeuner`,pause:`Pause`,freeDay:`Pas de cours ce jour-là.`,freeWeek:`Pas de cours cette semaine.`,movedFrom:`Déplacé du {moment}`,movedTo:`Déplacé au {moment}`,statuses:{cancelled:`Cours annulé`,teacher_absent:`Prof. absent`,class_absent:`Classe absente`,moved:`Cours déplacé`,replaced:`Remplacement`,room_changed:`Changement de salle`,exceptional:`Exceptionnel`,exempted:`Dispense`,detention:`Retenue`,outing:`Sortie`,test:`Contrôle`,modified:`Cours modifié`}},menu:{name:`PRONOTE : menus de la semaine`,description:`Ce que sert la cantine, jour par jour, avec ses labels.`,title:`Menus`,none:`Aucun menu publié pour cette semaine.`,lunch:`Déjeuner`,dinner:`Dîner`,courses:{starter:`Entrée`,main:`Plat`,side:`Accompagnement`,drink:`Boisson`,cheese:`Laitage`,dessert:`Dessert`},allergens:`Allergènes`}};function Re(e){return e.toLowerCase().split(`-`)[0]===`fr`?Le:Ie}function F(){return Re(document.querySelector(`home-assistant`)?.hass?.language??navigator.language)}var I=o`
  :host {
    display: block;
    height: 100%;
    --ink: var(--primary-text-color);
    --faint: var(--secondary-text-color);
    --line: var(--divider-color);
    --accent: var(--primary-color);
    --wash: color-mix(in srgb, var(--primary-text-color) 5%, transparent);
    --alarm: var(--error-color);
    --small: var(--ha-font-size-s, 12px);
    --medium: var(--ha-font-size-m, 14px);
    --large: var(--ha-font-size-l, 16px);
    --strong: var(--ha-font-weight-medium, 500);
    --round: 8px;
  }
  ha-card {
    container-type: inline-size;
    box-sizing: border-box;
    height: 100%;
    overflow: hidden;
    padding: 16px;
    color: var(--ink);
    font-size: var(--medium);
    line-height: 1.4;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
    min-height: 36px;
    margin-bottom: 12px;
  }
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
    font: inherit;
  }
  ul,
  ol {
    list-style: none;
  }
  h2 {
    font-size: var(--ha-font-size-xl, 20px);
    line-height: 1.3;
    font-weight: var(--ha-font-weight-normal, 400);
    overflow-wrap: anywhere;
  }
  .empty {
    padding: 24px 0;
    color: var(--faint);
    text-align: center;
    text-wrap: balance;
  }
  .error {
    margin-bottom: 12px;
    padding: 8px 12px;
    border-inline-start: 3px solid var(--alarm);
    border-radius: 4px;
    background: color-mix(in srgb, var(--alarm) 10%, transparent);
    overflow-wrap: anywhere;
  }
  button {
    margin: 0;
    padding: 0;
    border: none;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .weeks {
    display: flex;
    align-items: center;
    margin-inline-end: -8px;
    color: var(--faint);
  }
  .weeks .step {
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    border-radius: 50%;
  }
  .weeks .step:hover {
    background: var(--wash);
    color: var(--ink);
  }
  .weeks svg {
    width: 22px;
    height: 22px;
    fill: currentColor;
  }
  :host(:dir(rtl)) .weeks svg {
    transform: scaleX(-1);
  }
  .weeks .which {
    line-height: 36px;
    padding: 0 4px;
    border-radius: var(--round);
    text-align: center;
    white-space: nowrap;
  }
  .weeks button.which:hover {
    color: var(--ink);
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .waiting {
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    from {
      opacity: 0.9;
    }
    to {
      opacity: 0.4;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .waiting {
      animation: none;
    }
  }
`,ze={name:`device`,required:!0,selector:{device:{entity:{integration:`pronote`,domain:`todo`}}}},Be={name:`title`,selector:{text:{}}};function Ve(...e){return{schema:[ze,Be,...e],computeLabel:e=>F().editor[e.name]}}var L=class extends P{constructor(...e){super(...e),this.followed=[]}static{this.properties={hass:{attribute:!1},config:{state:!0}}}static{this.styles=I}static getStubConfig(e){let[t]=Ne(e);return t===void 0?{}:{device:t.device}}setConfig(e){this.config=e}getCardSize(){return 6}getGridOptions(){return{columns:`full`,min_columns:6}}get child(){return this.hass&&Pe(this.hass,this.config?.device)}get strings(){return Re(this.hass?.language??`en`)}heading(e){return e.name}tools(e){return D}shouldUpdate(e){let t=e.get(`hass`),{hass:n}=this;return e.size!==1||t===void 0||n===void 0||t.entities!==n.entities||t.devices!==n.devices||t.locale!==n.locale||t.language!==n.language||t.connection!==n.connection||this.watched().some(e=>t.states[e]!==n.states[e])}watched(){let{child:e}=this;return this.followed.map(([t,n])=>e?.entity(t,n)).filter(e=>e!==void 0)}render(){let{hass:e,config:t,child:n}=this;return e===void 0||t===void 0?D:n===void 0?T`<ha-card>
        <p class="empty">
          ${t.device===void 0?this.strings.noChild:this.strings.childGone}
        </p>
      </ha-card>`:T`<ha-card>
      <header>
        <h2>${t.title??this.heading(n)}</h2>
        ${this.tools(e)}
      </header>
      ${this.content(e,n)}
    </ha-card>`}},He=6e4,Ue=class{constructor(e){this.host=e,this.now=/* @__PURE__ */ new Date,this.wake=()=>{document.hidden||this.tick()},this.tick=()=>{clearTimeout(this.timer),this.now=/* @__PURE__ */ new Date,this.timer=setTimeout(this.tick,He-Date.now()%He),this.host.requestUpdate()},e.addController(this)}hostConnected(){this.tick(),document.addEventListener(`visibilitychange`,this.wake)}hostDisconnected(){clearTimeout(this.timer),document.removeEventListener(`visibilitychange`,this.wake)}},We=/^#[0-9a-f]{6}$/i;function R(e){return e!=null&&We.test(e)?`--colour: ${e}`:D}var Ge=864e5;function z(e){return Date.parse(`${e}T12:00:00Z`)}function B(e,t){return new Date(z(e)+t*Ge).toISOString().slice(0,10)}function V(e){return new Date(z(e)).getUTCDay()||7}function H(e){return B(e,1-V(e))}function Ke(e,t){let n=[];for(let r=e;r<=t;r=B(r,1))n.push(r);return n}function U(e,t){return new Intl.DateTimeFormat(`en-CA`,{timeZone:e.config.time_zone,year:`numeric`,month:`2-digit`,day:`2-digit`}).format(t)}function W(e,t,n){return new Intl.DateTimeFormat(e.locale.language,{...n,timeZone:`UTC`}).format(z(t))}function qe(e,t,n){return new Intl.DateTimeFormat(e.locale.language,{day:`numeric`,month:`long`,timeZone:`UTC`}).formatRange(z(t),z(n))}function G(e,t){let n=/* @__PURE__ */ new Map;for(let r of e){let e=t(r),i=n.get(e);i===void 0?n.set(e,[r]):i.push(r)}return n}var K=class{constructor(e,t){this.host=e,this.source=t,this.known=/* @__PURE__ */ new Map,this.loading=!1,this.stale=!1,e.addController(this)}get value(){return this.current&&this.known.get(this.current.key)}assume(e){this.current!==void 0&&this.known.set(this.current.key,e),this.host.requestUpdate()}hostUpdate(){let e=this.source();if(e?.key===this.current?.key||(this.leave(),e===void 0))return;this.current=e;let t=()=>{e===this.current&&this.load()};e.watch===void 0?t():this.unsubscribe=e.watch(t).catch(()=>{t()})}hostConnected(){this.host.requestUpdate()}hostDisconnected(){this.leave()}async load(){let e=this.current;if(e!==void 0){if(this.loading)this.stale=!0;else{this.loading=!0;try{this.known.set(e.key,await e.load()),e===this.current&&(this.error=void 0)}catch(t){e===this.current&&(this.error=Je(t))}finally{this.loading=!1}this.host.requestUpdate(),this.stale&&(this.stale=!1,await this.load())}}}leave(){this.unsubscribe?.then(e=>e?.()),this.unsubscribe=void 0,this.current=void 0,this.error=void 0}};function Je(e){return typeof e==`object`&&e&&`message`in e?String(e.message):String(e)}var Ye=`M15.41 7.41 14 6l-6 6 6 6 1.41-1.41L10.83 12z`,Xe=`M8.59 16.59 10 18l6-6-6-6-1.41 1.41L13.17 12z`,Ze=class{constructor(e){this.host=e,this.steps=0}get chosen(){return this.steps!==0}monday(e){return B(H(e),7*this.steps)}step(e){this.steps=e===0?0:this.steps+e,this.host.requestUpdate()}render(e,t,n,r){let i=qe(e,n,r);return T`<nav class="weeks">
      ${this.arrow(t.previousWeek,Ye,-1)}
      ${this.chosen?T`<button
              class="which"
              title=${t.thisWeek}
              @click=${()=>this.step(0)}
            >
              <span aria-live="polite">${i}</span>
            </button>`:T`<span class="which" aria-live="polite"
              ><span class="hidden">${t.thisWeek}, </span>${i}</span
            >`}
      ${this.arrow(t.nextWeek,Xe,1)}
    </nav>`}arrow(e,t,n){return T`<button
      class="step"
      aria-label=${e}
      title=${e}
      @click=${()=>this.step(n)}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${t} /></svg>
    </button>`}};async function Qe(e,t,n,r){return(await e.callWS({type:`call_service`,domain:`pronote`,service:n,service_data:r,target:{device_id:t},return_response:!0})).response}async function $e(e,t,n,r){return(await Qe(e,t,`get_menus`,{start_date:n,end_date:r})).menus}async function et(e,t,n,r){return(await Qe(e,t,`get_timetable`,{start_date:n,end_date:r})).lessons}function q(e,t,n,r,i){return e.connection.subscribeMessage(e=>i(e.events??[]),{type:`calendar/event/subscribe`,entity_id:t,start:`${n}T00:00:00`,end:`${B(r,1)}T00:00:00`})}var tt=class extends L{constructor(...e){super(...e),this.clock=new Ue(this),this.weeks=new Ze(this),this.menus=new K(this,()=>{let{hass:e,child:t}=this,n=t?.entity(`calendar`,`menus`);if(e===void 0||t===void 0||n===void 0)return;let r=this.monday(e),i=B(r,6);return{key:`${n} ${r}`,watch:t=>q(e,n,r,i,t),load:()=>$e(this.hass??e,t.device,r,i)}})}static{this.styles=[I,o`
      .days {
        display: grid;
        grid-auto-flow: column;
        grid-auto-columns: minmax(0, 1fr);
        gap: 12px;
      }
      .day {
        padding: 12px;
        border-radius: var(--round);
        background: var(--wash);
      }
      .day.today {
        background: color-mix(in srgb, var(--accent) 14%, transparent);
      }
      h3 {
        margin-bottom: 8px;
        font-weight: var(--strong);
      }
      .today h3 {
        color: var(--accent);
      }
      h3::first-letter {
        text-transform: uppercase;
      }
      h4 {
        margin-top: 12px;
        color: var(--faint);
      }
      dt {
        margin-top: 8px;
        color: var(--faint);
        font-size: var(--small);
      }
      dd {
        overflow-wrap: anywhere;
        hyphens: auto;
      }
      .labels {
        display: flex;
        flex-wrap: wrap;
        gap: 0 8px;
        color: var(--faint);
        font-size: var(--small);
      }
      .labels li::before {
        content: "";
        display: inline-block;
        width: 8px;
        height: 8px;
        margin-inline-end: 4px;
        border-radius: 50%;
        background: var(--colour, var(--line));
      }
      @container (max-width: 640px) {
        .days {
          grid-auto-flow: row;
        }
      }
    `]}static getConfigForm(){return Ve({name:`allergens`,selector:{boolean:{}}})}heading(e){return`${this.strings.menu.title} – ${e.name}`}tools(e){let t=this.monday(e);return this.weeks.render(e,this.strings,t,B(t,4))}content(e,t){let{strings:n}=this;if(t.entity(`calendar`,`menus`)===void 0)return T`<p class="empty">${n.notFollowed}</p>`;let{value:r,error:i}=this.menus;return T`
      ${i===void 0?D:T`<p class="error" role="alert">${i}</p>`}
      ${r===void 0?i===void 0?T`<p class="empty waiting">${n.loading}</p>`:D:r.length===0?T`<p class="empty">${n.menu.none}</p>`:this.days(e,r)}
    `}monday(e){let t=U(e,this.clock.now);return this.weeks.monday(V(t)>5?B(t,2):t)}days(e,t){let n=U(e,this.clock.now);return T`<ol class="days">
      ${[...G(t,e=>e.date)].sort().map(([t,r])=>T`<li class=${t===n?`day today`:`day`}>
            <h3>
              ${W(e,t,{weekday:`long`,day:`numeric`,month:`short`})}
              ${t===n?T`<span class="hidden">(${this.strings.today})</span>`:D}
            </h3>
            ${r.map(e=>this.meal(e,r.length>1))}
          </li>`)}
    </ol>`}meal(e,t){let n=this.strings.menu,r=G(e.dishes,e=>e.course);return T`
      ${t?T`<h4>${e.name??n[e.meal]}</h4>`:D}
      <dl>
        ${[...r].map(([e,t])=>T`
            <dt>${n.courses[e]??e}</dt>
            ${t.map(e=>this.dish(e))}
          `)}
      </dl>
    `}dish(e){let t=[...e.labels,...this.config?.allergens===!0?e.allergens:[]];return T`<dd>
      ${e.name}
      ${t.length===0?D:T`<ul class="labels">
              ${t.map(e=>nt(e))}
            </ul>`}
    </dd>`}};function nt(e){return T`<li style=${R(e.colour)}>${e.name}</li>`}var rt=class{constructor(e,t){this.host=e,this.width=t,this.value=!0,this.observer=new ResizeObserver(([e])=>{if(e===void 0||e.contentRect.width===0)return;let t=e.contentRect.width<this.width;t!==this.value&&(this.value=t,this.host.requestUpdate())}),e.addController(this)}hostConnected(){this.value=this.host.clientWidth<this.width,this.observer.observe(this.host)}hostDisconnected(){this.observer.disconnect()}};function it(e,t,n,r){let i=[];return{key:`${t} ${n} ${r}`,watch:a=>q(e,t,n,r,e=>{i=e,a()}),load:()=>Promise.resolve(at(i))}}function at(e){let t=/* @__PURE__ */ new Map;for(let{start:n,end:r,summary:i}of e){let e=B(r.slice(0,10),-1);for(let r of Ke(n.slice(0,10),e))t.set(r,i)}return t}function ot(e){let{time_format:t}=e.locale;return t===`12`||t!==`24`&&void 0}function J(e,t){let n=ot(e);return new Intl.DateTimeFormat(e.locale.language,{hour:`numeric`,minute:`2-digit`,timeZone:`UTC`,...n===void 0?{}:{hour12:n}}).format(t*6e4)}function st(e){let t=Math.floor(e/60),n=e%60;return t===0?`${n} min`:n===0?`${t} h`:`${t} h ${String(n).padStart(2,`0`)}`}function ct(e,t,n){return`${W(e,t,{weekday:`short`})} ${W(e,t,{day:`numeric`})}, ${J(e,n)}`}function lt(e,t,n){return e?t(e):n?.(e)}function Y(e){return e.slice(0,10)}function X(e){return Number(e.slice(11,13))*60+Number(e.slice(14,16))}function ut(e,t){let[,n,r,i]=/([+-])(\d\d):(\d\d)$/.exec(t)??[],a=Number(r??0)*60+Number(i??0);return(e.getUTCHours()*60+e.getUTCMinutes()+(n===`-`?-a:a)+1440)%1440}function dt(e){return e.filter(e=>!e.superseded&&e.status!==`class_council`)}function ft(e){return G([...e].sort((e,t)=>e.start.localeCompare(t.start)||t.end.localeCompare(e.end)),e=>Y(e.start))}function pt(e,t){return e.filter(e=>e.attended&&Date.parse(e.end)>+t).map(e=>Y(e.start)).sort()[0]}function mt(e){let t=[],n=[],r=[],i=()=>{for(let e of n)e.lanes=r.length;t.push(...n),n=[],r=[]};for(let t of e){r.every(e=>e<=t.start)&&i();let e=r.findIndex(e=>e<=t.start),a=e===-1?r.length:e;r[a]=t.end,n.push({lesson:t,lane:a,lanes:1})}return i(),t}var ht=840,gt=30;function _t(e,t=10){let n=[],r;for(let i of e){let e=X(i.start);if(r!==void 0&&e-r>=t){let t=(e+r)/2,i=e-r>=gt&&t>=690&&t<=ht;n.push({start:r,end:e,lunch:i})}r=Math.max(r??0,X(i.end))}return n}function vt(e){return Date.parse(e.end)-Date.parse(e.start)}function yt(e){let t=/* @__PURE__ */ new Map;for(let n of e){if(n.status!==`moved`)continue;let r=e=>Math.abs(Date.parse(e.start)-Date.parse(n.start)),[i]=e.filter(e=>e.status===`cancelled`&&e.subject===n.subject&&e.teachers.join()===n.teachers.join()&&vt(e)===vt(n)&&!t.has(e)).sort((e,t)=>r(e)-r(t));i!==void 0&&(t.set(n,i),t.set(i,n))}return t}function bt(e,t){return t.find(t=>t.superseded&&t.start<e.end&&t.end>e.start)}function Z(e,t){let{lesson:n,study:r}=e.timetable;return t.subject===null?t.study_hour?r:St(e,t)??n:t.subject}function xt(e,t){let n=t.status===`normal`&&!t.test&&!t.exempted?void 0:St(e,t);return n===Z(e,t)?void 0:n}function St(e,t){let n=e.timetable.statuses[Ct(t)];return e.schoolsOwn?t.status_text??n:n??t.status_text??void 0}function Ct(e){return e.held?e.exempted?`exempted`:e.test&&e.status===`normal`?`test`:e.status:e.status}function wt(e,t){return`${J(e,X(t.start))} – ${J(e,X(t.end))}`}function Tt(e,t,n,r){if(r===void 0)return;let i=ct(e,Y(r.start),X(r.start));return(n.held?t.timetable.movedFrom:t.timetable.movedTo).replace(`{moment}`,i)}function Et(e,t,n){return t===n?e.today:t===B(n,1)?e.tomorrow:void 0}var Q=60,Dt=40,Ot=o`
  .grid {
    --hour: clamp(60px, 5.2cqi, 88px);
    display: grid;
    grid-template-columns: auto repeat(var(--days), minmax(0, 1fr));
    font-size: clamp(12px, 1.15cqi, 16px);
  }
  .grid .head {
    padding-bottom: 8px;
    text-align: center;
    color: var(--faint);
    white-space: nowrap;
  }
  .grid .head b {
    display: block;
    width: 2em;
    margin: 2px auto 0;
    border-radius: 1em;
    color: var(--ink);
    font-size: 1.4em;
    font-weight: var(--ha-font-weight-normal, 400);
    line-height: 2em;
  }
  .grid .head.today {
    color: var(--accent);
  }
  .grid .head.today b {
    background: var(--accent);
    color: var(--text-primary-color, #fff);
  }
  .hours,
  .column {
    position: relative;
    height: calc(var(--hour) * var(--hours));
  }
  .hours {
    grid-column: 1;
    color: var(--faint);
    font-size: 0.92em;
    font-variant-numeric: tabular-nums;
  }
  .hours > span {
    display: block;
    height: var(--hour);
    padding-inline-end: 8px;
    text-align: end;
    transform: translateY(-0.7em);
  }
  .column {
    border-inline-start: 1px solid var(--line);
    background: repeating-linear-gradient(
      var(--line) 0 1px,
      transparent 1px var(--hour)
    );
  }
  .column.off {
    background: repeating-linear-gradient(
      -45deg,
      var(--wash) 0 6px,
      transparent 6px 14px
    );
  }
  .column .holiday {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    padding: 8px;
    color: var(--faint);
    text-align: center;
    text-wrap: balance;
    overflow-wrap: anywhere;
    hyphens: auto;
  }
  .column > ol {
    position: absolute;
    inset: 0;
    margin-inline: 3px;
  }
  .column li {
    position: absolute;
    top: calc(var(--hour) * var(--from));
    height: calc(var(--hour) * var(--long));
    inset-inline-start: calc(100% / var(--lanes, 1) * var(--lane, 0));
    width: calc(100% / var(--lanes, 1));
    padding: 1px;
    box-sizing: border-box;
  }
  .column .break {
    display: grid;
    place-items: center;
    color: var(--faint);
    font-size: 0.92em;
    text-align: center;
  }
  .column .lesson {
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    width: 100%;
    height: 100%;
    overflow: hidden;
    padding: 3px 6px 3px 8px;
    border-inline-start: 4px solid var(--colour, var(--faint));
    border-radius: 6px;
    background: color-mix(
      in srgb,
      var(--colour, var(--faint)) 20%,
      var(--card-background-color, #fff)
    );
    text-align: start;
    line-height: 1.25;
  }
  .column .lesson:hover {
    background: color-mix(
      in srgb,
      var(--colour, var(--faint)) 32%,
      var(--card-background-color, #fff)
    );
  }
  .column .lesson .what {
    font-weight: var(--strong);
    overflow-wrap: anywhere;
    hyphens: auto;
  }
  .column .lesson .what,
  .column .lesson .where {
    display: -webkit-box;
    flex: none;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .column .lesson .where {
    color: var(--faint);
    font-size: 0.92em;
    -webkit-line-clamp: 1;
  }
  .column .lesson .remark {
    flex: none;
    overflow: hidden;
    font-size: 0.92em;
    font-weight: var(--strong);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .column .lesson s {
    color: var(--faint);
    font-weight: var(--ha-font-weight-normal, 400);
  }
  .column .lesson .remark::before {
    content: "";
    display: inline-block;
    width: 0.55em;
    height: 0.55em;
    margin-inline-end: 0.4em;
    border-radius: 50%;
    background: var(--accent);
  }
  .column .lesson.not-held .remark::before {
    background: var(--alarm);
  }
  .column .lesson.missed {
    border-inline-start-style: dashed;
    background: var(--card-background-color, #fff);
    box-shadow: inset 0 0 0 1px var(--line);
  }
  .column .lesson.missed .what,
  .column .lesson.missed .where {
    color: var(--faint);
  }
  .lesson.not-held .what {
    text-decoration: line-through;
    text-decoration-thickness: 2px;
  }
  .column .lesson.past {
    opacity: 0.65;
  }
  .column .now {
    position: absolute;
    z-index: 1;
    top: calc(var(--hour) * var(--from) - 1px);
    inset-inline: 0;
    height: 2px;
    background: var(--alarm);
    pointer-events: none;
  }
  .column .now::before {
    content: "";
    position: absolute;
    top: -4px;
    inset-inline-start: -5px;
    width: 10px;
    height: 10px;
    border-radius: 50%;
    background: var(--alarm);
  }
`;function kt(e,t){return[`lesson`,e.held?``:`not-held`,e.attended?``:`missed`,Date.parse(e.end)<=+t?`past`:``].filter(Boolean).join(` `)}function At(e,t){let n=t.flatMap(t=>e.days.get(t)??[]),r=Math.floor(Math.min(...n.map(({start:e})=>X(e)))/Q),i=Math.max(...n.map(({end:e})=>X(e)))/Q,a=Array.from({length:Math.ceil(i)-r},(e,t)=>r+t);return T`<div
    class="grid"
    style="--days: ${t.length}; --hours: ${i-r}"
  >
    <span></span>
    ${t.map(t=>T`<h3
          class=${t===e.today?`head today`:`head`}
          id="day-${t}"
        >
          ${W(e.hass,t,{weekday:`short`})}
          <b>${W(e.hass,t,{day:`numeric`})}</b>
        </h3>`)}
    <div class="hours" aria-hidden="true">
      ${a.map(t=>T`<span>${J(e.hass,t*Q)}</span>`)}
    </div>
    ${t.map(t=>jt(e,t,r*Q))}
  </div>`}function $(e,t,n){return`--from: ${(e-n)/Q}; --long: ${(t-e)/Q};`}function jt(e,t,n){let r=e.days.get(t)??[],i=r.length===0?e.holidays.get(t):void 0;return T`<div class=${i===void 0?`column`:`column off`}>
    ${i===void 0?D:T`<p class="holiday">${i}</p>`}
    <ol aria-labelledby="day-${t}">
      ${mt(r).map(t=>Mt(e,t,n))}
      ${_t(r,Dt).map(t=>T`<li class="break" style=${$(t.start,t.end,n)}>
            <span>
              ${t.lunch?e.strings.timetable.lunch:st(t.end-t.start)}
            </span>
          </li>`)}
    </ol>
    ${t===e.today?Nt(e,r,n):D}
  </div>`}function Mt(e,t,n){let{hass:r,strings:i}=e,{lesson:a,lane:o,lanes:s}=t,c=Tt(r,i,a,e.moves.get(a))??xt(i,a),l=bt(a,e.announced)?.subject;return T`<li style="${$(X(a.start),X(a.end),n)} --lane: ${o}; --lanes: ${s}">
    <button
      class=${kt(a,e.now)}
      style=${R(a.colour)}
      title=${c??D}
      @click=${()=>e.open(a)}
    >
      <span class="hidden">${wt(r,a)}</span>
      <span class="what">${Z(i,a)}</span>
      ${lt(c,()=>T`<span class="remark"
            >${c} ${lt(l,()=>T`<s>${l}</s>`)}</span
          >`)}
      <span class="where"
        >${[...a.rooms,...a.teachers].join(` · `)}</span
      >
    </button>
  </li>`}function Nt(e,t,n){let[r]=t;if(r===void 0)return D;let i=ut(e.now,r.start),a=Math.max(...t.map(({end:e})=>X(e)));return i<X(r.start)||i>a?D:T`<div class="now" style=${$(i,i,n)}></div>`}var Pt=o`
  .strip {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: minmax(0, 1fr);
    gap: 4px;
    margin-bottom: 12px;
  }
  .strip button {
    padding: 6px 0;
    border-radius: var(--round);
    color: var(--faint);
    font-size: var(--small);
    line-height: 1.3;
    text-align: center;
  }
  .strip b {
    display: block;
    color: var(--ink);
    font-size: var(--large);
    font-weight: var(--ha-font-weight-normal, 400);
  }
  .strip button:hover {
    background: var(--wash);
  }
  .strip .free b {
    color: var(--faint);
  }
  .strip .today,
  .strip .today b {
    color: var(--accent);
  }
  .strip button[aria-pressed="true"] {
    background: color-mix(in srgb, var(--accent) 14%, transparent);
  }
  .day-head {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 12px;
    margin-bottom: 8px;
  }
  .day-head h3 {
    font-size: var(--large);
    font-weight: var(--strong);
  }
  .day-head h3::first-letter {
    text-transform: uppercase;
  }
  .day-head p {
    color: var(--faint);
  }
  .agenda {
    font-size: var(--large);
  }
  .agenda .lesson {
    display: grid;
    grid-template-columns: var(--time) 4px minmax(0, 1fr);
    gap: 0 10px;
    width: calc(100% + 16px);
    margin-inline: -8px;
    padding: 7px 8px;
    border-radius: var(--round);
    line-height: 1.3;
    text-align: start;
  }
  .agenda .lesson:hover {
    background: var(--wash);
  }
  .agenda .lesson.present {
    background: color-mix(in srgb, var(--accent) 12%, transparent);
  }
  .agenda .when {
    font-variant-numeric: tabular-nums;
  }
  .agenda .when small,
  .agenda .more {
    display: block;
    color: var(--faint);
    font-size: var(--medium);
  }
  .agenda .bar {
    border-radius: 2px;
    background: var(--colour, var(--faint));
  }
  .agenda .what {
    font-weight: var(--strong);
    overflow-wrap: anywhere;
  }
  .agenda .missed .what,
  .agenda .missed .when {
    color: var(--faint);
  }
  .agenda .missed .bar {
    opacity: 0.4;
  }
  .agenda .past {
    opacity: 0.65;
  }
  .agenda .remark {
    display: block;
    font-size: var(--medium);
    font-weight: var(--strong);
    color: var(--accent);
  }
  .agenda .not-held .remark {
    color: var(--alarm);
  }
  .agenda .break {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 2px 0;
    padding-inline-start: calc(var(--time) + 24px);
    color: var(--faint);
  }
  .agenda .break span {
    font-size: var(--medium);
  }
  .agenda .break::after {
    content: "";
    flex: 1;
    border-top: 1px solid var(--line);
  }
  .agenda .break.now {
    color: var(--alarm);
  }
  .agenda .break.now::after {
    border-top: 2px solid var(--alarm);
  }
`;function Ft(e,t,n,r){let{hass:i,strings:a}=e,o=e.days.get(n)??[],s=o.filter(e=>e.attended),c=Et(a,n,e.today),l=W(i,n,{weekday:`long`,day:`numeric`,month:`long`});return T`
    <div class="strip" role="group" aria-label=${a.timetable.days}>
      ${t.map(t=>T`<button
            class="${t===e.today?`today`:``} ${e.days.has(t)?``:`free`}"
            aria-pressed=${t===n?`true`:`false`}
            aria-label=${W(i,t,{weekday:`long`,day:`numeric`,month:`long`})}
            @click=${()=>r(t)}
          >
            ${W(i,t,{weekday:`short`})}
            <b>${W(i,t,{day:`numeric`})}</b>
          </button>`)}
    </div>
    <div class="day-head" aria-live="polite">
      <h3>${c===void 0?l:`${c}, ${l}`}</h3>
      ${s.length===0?D:T`<p>${It(e,s)}</p>`}
    </div>
    ${o.length===0?T`<p class="empty">
            ${e.holidays.get(n)??a.timetable.freeDay}
          </p>`:T`<ol class="agenda" style="--time: ${Bt(i)}em">
            ${Lt(e,n,o)}
          </ol>`}
  `}function It(e,t){let n=Math.min(...t.map(({start:e})=>X(e))),r=Math.max(...t.map(({end:e})=>X(e)));return`${J(e.hass,n)} – ${J(e.hass,r)}`}function Lt(e,t,n){let r=_t(n);return n.map(n=>{let i=X(n.start),a=r.find(({end:e})=>e===i);return T`${a===void 0?D:Rt(e,t,a,n)}
    ${zt(e,n)}`})}function Rt(e,t,n,r){let i=ut(e.now,r.start),a=t===e.today&&i>=n.start&&i<n.end,o=e.strings.timetable;return T`<li class=${a?`break now`:`break`}>
    <span>
      ${n.lunch?o.lunch:o.pause} ·
      ${st(n.end-n.start)}
    </span>
  </li>`}function zt(e,t){let{hass:n,strings:r}=e,i=+e.now,a=Date.parse(t.start)<=i&&i<Date.parse(t.end),o=xt(r,t),s=Tt(n,r,t,e.moves.get(t)),c=bt(t,e.announced)?.subject;return T`<li>
    <button
      class="${kt(t,e.now)} ${a&&t.attended?`present`:``}"
      style=${R(t.colour)}
      aria-current=${a&&t.attended?`time`:D}
      @click=${()=>e.open(t)}
    >
      <span class="when">
        ${J(n,X(t.start))}
        <small>${J(n,X(t.end))}</small>
      </span>
      <span class="bar"></span>
      <span>
        <span class="what">${Z(r,t)}</span>
        ${o===void 0?D:T`<span class="remark">${o}</span>`}
        <span class="more"
          >${[...t.rooms,...t.teachers].join(` · `)}</span
        >
        ${s===void 0?D:T`<span class="more">${s}</span>`}
        ${c?T`<s class="more">${c}</s>`:D}
        ${t.memo===null?D:T`<span class="more">${t.memo}</span>`}
      </span>
    </button>
  </li>`}function Bt(e){return .58*J(e,1320).length}var Vt=o`
  dialog {
    box-sizing: border-box;
    width: min(420px, calc(100vw - 32px));
    padding: 24px;
    border: none;
    border-top: 6px solid var(--colour, var(--accent));
    border-radius: var(--ha-card-border-radius, 12px);
    background: var(--card-background-color, #fff);
    color: var(--ink);
    font-size: var(--large);
    line-height: 1.5;
    box-shadow: 0 8px 40px rgb(0 0 0 / 30%);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }
  dialog h3 {
    margin-bottom: 4px;
    font-size: var(--ha-font-size-xl, 20px);
    line-height: 1.3;
  }
  dialog p {
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  dialog .faint {
    color: var(--faint);
  }
  dialog .remark {
    font-weight: var(--strong);
    color: var(--accent);
  }
  dialog .not-held .remark {
    color: var(--alarm);
  }
  dialog .memo {
    margin-top: 12px;
  }
  dialog a {
    color: var(--accent);
  }
  dialog .close {
    display: block;
    margin: 16px 0 0 auto;
    padding: 8px 16px;
    border-radius: var(--round);
    color: var(--accent);
    font-weight: var(--strong);
  }
  dialog .close:hover {
    background: var(--wash);
  }
`;function Ht(e,t,n){let{hass:r,strings:i}=e,a=W(r,Y(t.start),{weekday:`long`,day:`numeric`,month:`long`}),o=xt(i,t),s=Tt(r,i,t,e.moves.get(t)),c=bt(t,e.announced)?.subject,l=t.links.filter(({url:e})=>/^https?:\/\//i.test(e));return T`<dialog
    aria-labelledby="lesson"
    style=${R(t.colour)}
    @close=${n}
    @click=${e=>{e.target===e.currentTarget&&e.currentTarget.close()}}
  >
    <div class=${t.held?``:`not-held`}>
      <h3 id="lesson">${Z(i,t)}</h3>
      <p>${a}, ${wt(r,t)}</p>
      ${o===void 0?D:T`<p class="remark">${o}</p>`}
      ${s===void 0?D:T`<p>${s}</p>`}
      ${c?T`<p><s>${c}</s></p>`:D}
      ${[t.rooms,t.teachers,t.groups].map(e=>e.length===0?D:T`<p class="faint">${e.join(`, `)}</p>`)}
      ${t.memo===null?D:T`<p class="memo">${t.memo}</p>`}
      ${l.map(({url:e,label:t})=>T`<p class="memo">
            <a href=${e} target="_blank" rel="noopener noreferrer"
              >${t??e}</a
            >
          </p>`)}
    </div>
    <form method="dialog">
      <button class="close">${i.close}</button>
    </form>
  </dialog>`}var Ut=620,Wt=class extends L{constructor(...e){super(...e),this.followed=[[`sensor`,`first_lesson_next_school_day`]],this.clock=new Ue(this),this.narrow=new rt(this,Ut),this.weeks=new Ze(this),this.near=new K(this,()=>{if(this.hass===void 0)return;let e=H(this.today(this.hass));return this.lessons(e,B(e,13))}),this.far=new K(this,()=>{if(this.hass===void 0)return;let e=this.monday(this.hass);return this.isNear(this.hass,e)?void 0:this.lessons(e,B(e,6))}),this.holidays=new K(this,()=>{let{hass:e,child:t}=this;if(e===void 0||t===void 0)return;let n=Fe(e,t);if(n===void 0)return;let r=this.monday(e);return it(e,n,r,B(r,6))})}static{this.properties={...L.properties,opened:{state:!0},chosen:{state:!0}}}static{this.styles=[I,Ot,Pt,Vt]}static getConfigForm(){return Ve({name:`view`,selector:{select:{mode:`dropdown`,options:[`auto`,`week`,`day`].map(e=>({value:e,label:F().timetable.views[e]}))}}})}getCardSize(){return 10}tools(e){let t=this.days(e);return this.weeks.render(e,this.strings,t[0],t.at(-1))}content(e,t){let{strings:n}=this;if(t.entity(`calendar`,`lessons`)===void 0)return T`<p class="empty">${n.notFollowed}</p>`;let{value:r,error:i}=this.live(e);return T`
      ${i===void 0?D:T`<p class="error" role="alert">${i}</p>`}
      ${r===void 0?i===void 0?T`<p class="empty waiting">${n.loading}</p>`:D:this.week(e,r)}
    `}updated(e){e.has(`opened`)&&this.opened!==void 0&&this.renderRoot.querySelector(`dialog`)?.showModal()}week(e,t){let n={hass:e,strings:this.strings,days:ft(dt(t)),announced:t,moves:yt(t),holidays:this.holidays.value??/* @__PURE__ */ new Map,now:this.clock.now,today:this.today(e),open:e=>{this.opened=e}},r=this.days(e);return T`
      ${this.showsDay?this.oneDay(n,r):this.wholeWeek(n,r)}
      ${this.opened===void 0?D:Ht(n,this.opened,()=>{this.opened=void 0})}
    `}wholeWeek(e,t){if(t.some(t=>e.days.has(t)))return At(e,t);let[n]=t.map(t=>e.holidays.get(t)).filter(e=>e!==void 0);return T`<p class="empty">
      ${n??this.strings.timetable.freeWeek}
    </p>`}oneDay(e,t){return Ft(e,t,this.day(e.hass),e=>{this.chosen=e})}get showsDay(){let e=this.config?.view??`auto`;return e===`auto`?this.narrow.value:e===`day`}today(e){return U(e,this.clock.now)}dayAhead(e){let t=pt(this.near.value??[],this.clock.now);if(t!==void 0)return t;let n=this.child?.entity(`sensor`,`first_lesson_next_school_day`),r=Date.parse(e.states[n??``]?.state??``);return r>+this.clock.now?U(e,new Date(r)):this.today(e)}monday(e){return this.weeks.monday(this.dayAhead(e))}isNear(e,t){let n=H(this.today(e));return t===n||t===B(n,7)}live(e){return this.isNear(e,this.monday(e))?this.near:this.far}days(e){let t=this.monday(e),n=(this.live(e).value??[]).map(e=>e.start.slice(0,10)).filter(e=>H(e)===t).map(V);return Ke(t,B(t,Math.max(...n,5)-1))}day(e){let t=this.days(e);if(this.chosen!==void 0&&t.includes(this.chosen))return this.chosen;let n=this.dayAhead(e);return t.includes(n)?n:t[0]}lessons(e,t){let{hass:n,child:r}=this,i=r?.entity(`calendar`,`lessons`);if(n!==void 0&&r!==void 0&&i!==void 0)return{key:`${i} ${e}`,watch:r=>q(n,i,e,t,r),load:()=>et(this.hass??n,r.device,e,t)}}},Gt=`pronote-family`,Kt=`https://github.com/pronote-ha/pronote`;function qt(e,t){let n=`${Gt}-${e}`;if(customElements.get(n)!==void 0)return;customElements.define(n,t);let r=()=>F()[e];(window.customCards??=[]).push({type:n,get name(){return r().name},get description(){return r().description},preview:!0,documentationURL:Kt})}qt(`timetable`,Wt),qt(`menu`,tt);