window.dashExtensions = Object.assign({}, window.dashExtensions, {
    default: {
        function0: function(feature, context) {
            const group = feature.properties[context.hideout.indicator];
            return {
                fillColor: group === null ? "#ffffff" : context.hideout.colours[group],
                fillOpacity: 1,
                weight: 0.5,
                color: "#fff"
            };
        }
    }
});